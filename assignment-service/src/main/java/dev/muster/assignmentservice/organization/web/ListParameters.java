package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationQuery.Order;
import dev.muster.assignmentservice.organization.OrganizationQuery.Patterns;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.web.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list. Unknown parameters are errors. */
final class ListParameters {

    /** May hold credentials. It does not belong to the list and is not repeated in links. */
    private static final String TOKEN = "token";

    private static final Set<String> ALLOWED = Set.of(
            "page",
            "page_size",
            "sort_by",
            "isActive",
            "type",
            "label",
            "label__contains",
            "label__icontains",
            "label__startswith",
            "name",
            "name__contains",
            "name__icontains",
            "name__startswith");
    private static final Map<String, Order> ORDERS = Map.of(
            "createdAt", Order.CREATED_AT,
            "label", Order.LABEL,
            "name", Order.NAME,
            "isActive", Order.ACTIVE,
            "id", Order.ID);
    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 100;
    private static final int MAX_PAGE = 1_000_000;

    private final Map<String, String> values = new LinkedHashMap<>();

    private ListParameters() {}

    /** Parses the query of a URL. */
    static ListParameters of(@Nullable String query) {
        ListParameters parameters = new ListParameters();
        FormParser.of(query == null ? "" : query, "query").forEach(pair -> {
            if (!pair.getKey().equals(TOKEN)) {
                parameters.add(pair.getKey(), pair.getValue());
            }
        });
        return parameters;
    }

    private void add(String name, String value) {
        if (!ALLOWED.contains(name)) {
            throw ApiException.invalid(TextValidation.isStorable(name) ? name : "query", "unknown parameter", null);
        }
        if (!TextValidation.isStorable(value)) {
            throw ApiException.invalid(name, "must not have control characters or halves of characters", null);
        }
        if (values.put(name, value) != null) {
            throw ApiException.invalid(name, "given twice", null);
        }
    }

    /** The parameters for links to other pages, in their order: all but the page. */
    Map<String, String> repeated() {
        Map<String, String> repeated = new LinkedHashMap<>(values);
        repeated.remove("page");
        return repeated;
    }

    int page() {
        return number("page", 1, MAX_PAGE);
    }

    int size() {
        return number("page_size", DEFAULT_SIZE, MAX_SIZE);
    }

    Order order() {
        String by = values.getOrDefault("sort_by", "createdAt");
        Order order = ORDERS.get(by.startsWith("-") ? by.substring(1) : by);
        if (order == null) {
            throw ApiException.invalid(
                    "sort_by", "must be createdAt, label, name, isActive or id, or one after a -", null);
        }
        return order;
    }

    boolean descending() {
        return values.getOrDefault("sort_by", "").startsWith("-");
    }

    @Nullable
    Boolean active() {
        String text = values.get("isActive");
        if (text == null) {
            return null;
        }
        Boolean value = FormParser.parseBoolean(text);
        if (value == null) {
            throw ApiException.invalid("isActive", "must be true or false", null);
        }
        return value;
    }

    @Nullable
    OrganizationType type() {
        String text = values.get("type");
        if (text == null) {
            return null;
        }
        OrganizationType type = FieldReader.parseType(text);
        if (type == null) {
            throw ApiException.invalid("type", FieldReader.TYPE_RULE, null);
        }
        return type;
    }

    Patterns patterns(String field) {
        List<String> like = new ArrayList<>();
        add(like, "", values.get(field), "");
        add(like, "%", values.get(field + "__contains"), "%");
        add(like, "", values.get(field + "__startswith"), "%");
        String part = values.get(field + "__icontains");
        return new Patterns(like, part == null ? List.of() : List.of(part));
    }

    private static void add(List<String> patterns, String before, @Nullable String text, String after) {
        if (text != null) {
            patterns.add(before + text.replaceAll("([\\\\%_])", "\\\\$1") + after);
        }
    }

    private int number(String name, int defaultValue, int max) {
        String text = values.get(name);
        if (text == null) {
            return defaultValue;
        }
        int number = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > max) {
            throw ApiException.invalid(name, "must be a whole number from 1 to " + max, null);
        }
        return number;
    }
}
