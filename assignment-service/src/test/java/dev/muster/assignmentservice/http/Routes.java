package dev.muster.assignmentservice.http;

import dev.muster.assignmentservice.pipeline.Pipeline;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The routes of the service with their handlers, read from Spring's mapping. */
final class Routes {

    private Routes() {}

    /** Handlers by {@code METHOD /path}. */
    static Map<String, HandlerMethod> of(Pipeline pipeline) {
        Map<String, HandlerMethod> routes = new TreeMap<>();
        pipeline.context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, handler) -> {
                    if (handler.getBeanType().getName().startsWith("dev.muster.")) {
                        mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapping.getPatternValues()
                                        .forEach(path -> routes.put(method + " " + path, handler)));
                    }
                });
        return routes;
    }
}
