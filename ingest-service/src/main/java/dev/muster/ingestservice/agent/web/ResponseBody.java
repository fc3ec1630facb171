package dev.muster.ingestservice.agent.web;

import java.util.Map;

/** Body of every response. */
record ResponseBody(int code, String message, Map<String, ?> data) {}
