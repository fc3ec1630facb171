package dev.muster.assignmentservice.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The first contract's body of every answer, good or bad.
 *
 * @param code the HTTP status again
 * @param data what was asked for; an empty object when there is nothing to say
 */
@JsonPropertyOrder({"code", "message", "data"})
public record Envelope<T>(
        @JsonProperty("code") int code,
        @JsonProperty("message") String message,
        @JsonProperty("data") T data) {}
