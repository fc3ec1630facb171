package dev.muster.ingestservice.agent.web;

import dev.muster.ingestservice.report.ReportRules;
import dev.muster.text.InvalidJsonException;
import dev.muster.text.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the facts document that agents send. Fields that are used are validated strictly, others are skipped: agents
 * evolve. Schema: {@code https://schema.nethserver.org/facts/2022-12.json}.
 */
final class FactsReader {

    private static final String SCHEMA_SUFFIX = "/facts/2022-12.json";
    private static final String NETHSERVER = "nethserver";
    private static final Set<String> INSTALLATIONS = Set.of(NETHSERVER, "nethsecurity");
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    private static final String FIRST_NODE = "1";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final JsonCursor json;
    private final Map<Integer, String> nodeNames = new HashMap<>();
    private final Set<String> moduleIds = new HashSet<>();
    private final List<FactsModule> modules = new ArrayList<>();
    private final List<String> skippedModules = new ArrayList<>();
    private @Nullable String schema;
    private @Nullable String uuid;
    private @Nullable String installation;
    private @Nullable String clusterFqdn;
    private @Nullable String systemName;
    private @Nullable String leaderFqdn;
    private @Nullable String firstNodeFqdn;
    private boolean hasLeader;
    private boolean hasFacts;
    private boolean hasModules;

    private FactsReader(JsonCursor json) {
        this.json = json;
    }

    /**
     * Reads a document.
     *
     * @throws AgentApiException with status 400 and the first invalid field
     */
    static Facts read(byte[] body) throws AgentApiException {
        JsonCursor json = new JsonCursor(text(body));
        FactsReader reader = new FactsReader(json);
        json.document(reader::documentField);
        return reader.facts();
    }

    /** Decodes the body strictly. JSON texts have no U+0000. */
    private static String text(byte[] body) throws AgentApiException {
        if (body.length == 0) {
            throw AgentApiException.invalid("body", "required", "");
        }
        if (java.util.Arrays.equals(body, 0, Math.min(3, body.length), BYTE_ORDER_MARK, 0, 3)) {
            throw AgentApiException.invalid("body", "begins with a byte order mark", "");
        }
        for (byte b : body) {
            if (b == 0) {
                throw AgentApiException.invalid("body", "has a byte that is 0", "");
            }
        }
        String text = Utf8.decodeOrNull(body);
        if (text == null) {
            throw AgentApiException.invalid("body", "is not UTF-8", "");
        }
        return text;
    }

    private void documentField(String name) throws AgentApiException, InvalidJsonException {
        switch (name) {
            case "$schema" -> schema = json.text(name);
            case "uuid" -> uuid = json.text(name);
            case "installation" -> installation = json.text(name);
            case "facts" -> {
                hasFacts = true;
                json.object(name, this::factsField);
            }
            default -> json.skip();
        }
    }

    private void factsField(String name) throws AgentApiException, InvalidJsonException {
        switch (name) {
            case "cluster" -> json.objectOrNull("facts.cluster", this::clusterField);
            case "nodes" -> json.objectOrNull("facts.nodes", this::node);
            case "modules" -> {
                hasModules = !json.skipNull();
                if (hasModules) {
                    json.array("facts.modules", ReportRules.MAX_APPLICATIONS, this::module);
                }
            }
            default -> json.skip();
        }
    }

    private void clusterField(String name) throws AgentApiException, InvalidJsonException {
        switch (name) {
            case "fqdn" -> clusterFqdn = host(json.text("facts.cluster.fqdn"));
            case "ui_name" -> systemName = FactsText.systemName(json.textOrSkip());
            default -> json.skip();
        }
    }

    private static @Nullable String host(@Nullable String fqdn) throws AgentApiException {
        if (fqdn == null || fqdn.isEmpty()) {
            return null;
        }
        if (!HOST.matcher(fqdn).matches()) {
            throw AgentApiException.invalid("facts.cluster.fqdn", "is not the name of a host", fqdn);
        }
        return fqdn;
    }

    /** Of a host and of a leader only valid values count: nodes have always had these fields, which were not read. */
    private void node(String number) throws AgentApiException, InvalidJsonException {
        String path = "facts.nodes." + number;
        Node node = new Node();
        json.objectOrNull(path, field -> {
            switch (field) {
                case "ui_name" -> node.name = FactsText.orNull(path + ".ui_name", json.text(path + ".ui_name"));
                case "fqdn" -> node.fqdn = json.textOrSkip();
                case "cluster_leader" -> node.leader = json.rawValue().equals("true");
                default -> json.skip();
            }
        });
        if (node.name != null && FactsText.isNodeNumber(number)) {
            nodeNames.put(Integer.valueOf(number), node.name);
        }
        String fqdn = node.fqdn != null && HOST.matcher(node.fqdn).matches() ? node.fqdn : null;
        if (node.leader && !hasLeader) {
            hasLeader = true;
            leaderFqdn = fqdn;
        }
        if (number.equals(FIRST_NODE)) {
            firstNodeFqdn = fqdn;
        }
    }

    private void module(String index) throws AgentApiException, InvalidJsonException {
        String path = "facts.modules" + index;
        FactsModule module = new FactsModuleReader(json, path).read();
        if (module.module().isEmpty()) {
            skippedModules.add(module.id());
            return;
        }
        if (!moduleIds.add(module.id())) {
            throw AgentApiException.invalid(path + ".id", "is the id of another module too", module.id());
        }
        modules.add(module);
    }

    private Facts facts() throws AgentApiException {
        if (!FactsText.required("$schema", schema).endsWith(SCHEMA_SUFFIX)) {
            throw AgentApiException.invalid("$schema", "has to end with " + SCHEMA_SUFFIX, String.valueOf(schema));
        }
        if (!UUID.matcher(FactsText.required("uuid", uuid)).matches()) {
            throw AgentApiException.invalid("uuid", "is not a UUID", String.valueOf(uuid));
        }
        if (!INSTALLATIONS.contains(FactsText.required("installation", installation))) {
            throw AgentApiException.invalid(
                    "installation", "has to be nethserver or nethsecurity", String.valueOf(installation));
        }
        if (!hasFacts) {
            throw AgentApiException.invalid("facts", "required", "");
        }
        // A missing field means a truncated document; an empty list means that no modules are installed.
        if (!hasModules && NETHSERVER.equals(installation)) {
            throw AgentApiException.invalid("facts.modules", "required", "");
        }
        String nodeFqdn = hasLeader ? leaderFqdn : firstNodeFqdn;
        return new Facts(clusterFqdn == null ? nodeFqdn : clusterFqdn, systemName, nodeNames, modules, skippedModules);
    }

    private static final class Node {

        private @Nullable String name;
        private @Nullable String fqdn;
        private boolean leader;
    }
}
