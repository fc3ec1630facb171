package dev.muster.assignmentservice.organization.web;

import dev.muster.assignmentservice.organization.OrganizationQuery.Match;
import dev.muster.assignmentservice.organization.OrganizationQuery.Order;
import dev.muster.assignmentservice.organization.OrganizationQuery.Reference;
import dev.muster.assignmentservice.organization.OrganizationQuery.Text;
import dev.muster.assignmentservice.organization.OrganizationQuery.TextCondition;
import dev.muster.assignmentservice.organization.OrganizationType;
import dev.muster.assignmentservice.web.ApiException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a list. A filter is a field, alone or with an operator as in {@code label__startswith}. As in the
 * product of the contract, unknown names are ignored. A filter by a field of organizations that is not supported is an
 * error: the list would hold more than the client asked for.
 */
final class ListParameters {

    /** The fields of the answer to show; all when it is missing. */
    static final String FIELDS = "fields";

    private static final String PAGE = "page";
    private static final String PAGE_SIZE = "page_size";
    private static final String SORT_BY = "sort_by";
    private static final String SEARCH = "search";
    private static final String ACTIVE = "isActive";
    private static final String TYPE = "type";

    private static final String OPERATOR = "__";
    private static final String IS_NULL = "isnull";
    private static final Set<String> ONCE = Set.of(PAGE, PAGE_SIZE, SORT_BY, SEARCH, FIELDS, ACTIVE, TYPE);
    private static final Set<String> PAGING = Set.of(PAGE, PAGE_SIZE, FIELDS);
    private static final Map<String, Text> TEXTS = Map.of(
            "id", Text.PUBLIC_ID,
            "label", Text.LABEL,
            "name", Text.NAME,
            "description", Text.DESCRIPTION);
    private static final Map<String, Reference> REFERENCES =
            Map.of("app", Reference.APPLICATION, "logo", Reference.LOGO, "favicon", Reference.FAVICON);

    /** Fields that can only be asked whether they are null, which they never are. */
    private static final Set<String> OTHER_FIELDS =
            Set.of("createdAt", "properties", ACTIVE, TYPE, "url", "limits", "devicesCount", "usersCount");

    private static final Map<String, Operator> OPERATORS = Map.of(
            "", new Operator(Match.WHOLE, false),
            "exact", new Operator(Match.WHOLE, false),
            "iexact", new Operator(Match.WHOLE, true),
            "contains", new Operator(Match.PART, false),
            "icontains", new Operator(Match.PART, true),
            "startswith", new Operator(Match.START, false),
            "istartswith", new Operator(Match.START, true),
            "endswith", new Operator(Match.END, false),
            "iendswith", new Operator(Match.END, true));
    private static final String IN = "in";
    private static final Map<String, Order> ORDERS = Map.of(
            "createdAt",
            Order.CREATED_AT,
            "label",
            Order.LABEL,
            "name",
            Order.NAME,
            ACTIVE,
            Order.ACTIVE,
            "id",
            Order.ID);
    private static final String NEWEST_FIRST = "-createdAt";
    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 100;
    private static final int MAX_PAGE = 1_000_000;

    private record Operator(Match match, boolean anyCase) {}

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<TextCondition> texts = new ArrayList<>();
    private final Map<Reference, Boolean> absent = new EnumMap<>(Reference.class);

    private ListParameters() {}

    /** Parses the query of a list of organizations. */
    static ListParameters of(@Nullable String query) {
        return of(query, true);
    }

    /** Parses the query of a list of something else, which has no filters. */
    static ListParameters withoutFilters(@Nullable String query) {
        return of(query, false);
    }

    private static ListParameters of(@Nullable String query, boolean filtered) {
        ListParameters parameters = new ListParameters();
        for (Map.Entry<String, String> pair : FormParser.of(query == null ? "" : query, "query")) {
            parameters.add(pair.getKey(), pair.getValue(), filtered);
        }
        return parameters;
    }

    private void add(String name, String value, boolean filtered) {
        int operator = name.indexOf(OPERATOR);
        String field = operator < 0 ? name : name.substring(0, operator);
        boolean filter = isField(field) || operator >= 0;
        if (!ONCE.contains(name) && !filter) {
            return;
        }
        if (!TextValidation.isStorable(name)) {
            throw ApiException.invalid("query", "has a name with control characters or halves of characters", null);
        }
        if (!filtered && !PAGING.contains(name)) {
            throw unsupported(name);
        }
        if (!TextValidation.isStorable(value)) {
            throw ApiException.invalid(name, "must not have control characters or halves of characters", null);
        }
        if (values.put(name, value) != null) {
            throw ApiException.invalid(name, "given twice", null);
        }
        if (!ONCE.contains(name)) {
            addFilter(name, field, operator < 0 ? "" : name.substring(operator + OPERATOR.length()), value);
        }
    }

    private static boolean isField(String name) {
        return TEXTS.containsKey(name) || REFERENCES.containsKey(name) || OTHER_FIELDS.contains(name);
    }

    private void addFilter(String name, String field, String operator, String value) {
        Text text = TEXTS.get(field);
        Operator known = OPERATORS.get(operator);
        if (operator.equals(IS_NULL) && isField(field)) {
            addIsNull(field, requireBoolean(name, value));
        } else if (text != null && operator.equals(IN)) {
            texts.add(new TextCondition(
                    text, Match.WHOLE, false, new LinkedHashSet<>(Arrays.asList(value.split(",", -1)))));
        } else if (text != null && known != null) {
            texts.add(new TextCondition(text, known.match(), known.anyCase(), Set.of(value)));
        } else {
            throw unsupported(name);
        }
    }

    private void addIsNull(String field, boolean isNull) {
        Reference reference = REFERENCES.get(field);
        if (reference != null) {
            absent.put(reference, isNull);
        } else if (isNull) {
            texts.add(new TextCondition(TEXTS.getOrDefault(field, Text.PUBLIC_ID), Match.WHOLE, false, Set.of()));
        }
    }

    private static ApiException unsupported(String name) {
        return ApiException.invalid(name, "is not supported here", null);
    }

    /** The query for a page: these parameters, but for the page. Names that are ignored are not repeated. */
    String linkTo(long page) {
        Map<String, String> repeated = new LinkedHashMap<>(values);
        repeated.remove(PAGE);
        repeated.put(PAGE, String.valueOf(page));
        return repeated.entrySet().stream()
                .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    int page() {
        return number(PAGE, 1, MAX_PAGE);
    }

    int size() {
        return number(PAGE_SIZE, DEFAULT_SIZE, MAX_SIZE);
    }

    /** The number of items before the page. */
    long offset() {
        return (long) (page() - 1) * size();
    }

    List<TextCondition> texts() {
        return texts;
    }

    Map<Reference, Boolean> absent() {
        return absent;
    }

    @Nullable
    String search() {
        String search = values.getOrDefault(SEARCH, "");
        return search.isEmpty() ? null : search;
    }

    Order order() {
        String by = values.getOrDefault(SORT_BY, NEWEST_FIRST);
        Order order = ORDERS.get(by.startsWith("-") ? by.substring(1) : by);
        if (order == null) {
            throw ApiException.invalid(
                    SORT_BY, "must be createdAt, label, name, isActive or id, or one after a -", null);
        }
        return order;
    }

    boolean descending() {
        return values.getOrDefault(SORT_BY, NEWEST_FIRST).startsWith("-");
    }

    @Nullable
    Boolean active() {
        String text = values.get(ACTIVE);
        return text == null ? null : (Boolean) requireBoolean(ACTIVE, text);
    }

    private static boolean requireBoolean(String name, String text) {
        Boolean value = FormParser.parseBoolean(text);
        if (value == null) {
            throw ApiException.invalid(name, "must be true or false", null);
        }
        return value;
    }

    @Nullable
    OrganizationType type() {
        String text = values.get(TYPE);
        if (text == null) {
            return null;
        }
        OrganizationType type = FieldReader.parseType(text);
        if (type == null) {
            throw ApiException.invalid(TYPE, FieldReader.TYPE_RULE, null);
        }
        return type;
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
