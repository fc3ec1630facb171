package dev.muster.ingest.web;

import java.util.Map;

/** The body of every answer. */
record Answer(int code, String message, Map<String, ?> data) {}
