package dev.muster.assignmentservice.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * The body of every response in the first contract.
 *
 * @param code the HTTP status
 * @param data the result; an empty object for none
 */
@JsonPropertyOrder({"code", "message", "data"})
public record Envelope<T>(
        @JsonProperty("code") int code,
        @JsonProperty("message") String message,
        @JsonProperty("data") T data) {}
