package dev.muster.ingestservice.agent.web;

import java.util.Map;

/** The body of every answer. */
record ResponseBody(int code, String message, Map<String, ?> data) {}
