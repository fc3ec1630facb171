package dev.muster.cli.topics;

import dev.muster.assignment.RuleSetCommand;
import dev.muster.cli.failure.CliException;
import dev.muster.cli.json.ValueDecoder;
import dev.muster.cli.kafka.DeadLetter;
import dev.muster.cli.terminal.TerminalText;
import dev.muster.directory.DeleteOrganizationCommand;
import dev.muster.schemas.UnreadableValueException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which dead letters of one topic are replayed: positions, or all. Refused commands would be executed with the
 * operator's rights, and an old rule set or deletion changes many applications, so these are replayed only by position.
 */
final class ReplaySelection {

    private static final String ALL = "all";
    private static final String CREDENTIALS = "credentials_";
    private static final Set<String> REFUSALS = Set.of("access_denied", "permission_missing");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,9}/[0-9]{1,18}");

    private final ValueDecoder decoder = new ValueDecoder();
    private final Set<String> positions;
    private final Set<String> missing;
    private final Map<Integer, Long> lastOffsets = new HashMap<>();
    private final Map<String, Integer> includedReasons = new TreeMap<>();
    private final Map<String, Integer> leftOutReasons = new TreeMap<>();

    private ReplaySelection(Set<String> positions) {
        this.positions = positions;
        this.missing = new LinkedHashSet<>(positions);
    }

    /** Parses the values of {@code --replay}. */
    static ReplaySelection of(List<String> values) {
        if (values.contains(ALL)) {
            if (values.size() > 1) {
                throw CliException.usage("--replay must be all or a list of PARTITION/OFFSET, not both");
            }
            return new ReplaySelection(Set.of());
        }
        for (String value : values) {
            if (!POSITION.matcher(value).matches()) {
                throw CliException.usage("--replay must be all or a list of PARTITION/OFFSET such as 2/17, not "
                        + TerminalText.inLine(value));
            }
        }
        return new ReplaySelection(new LinkedHashSet<>(values));
    }

    boolean isAll() {
        return positions.isEmpty();
    }

    /** Counts a dead letter in the first reading; later ones are not part of the selection. */
    void consider(DeadLetter letter) {
        lastOffsets.put(letter.record().partition(), letter.record().offset());
        missing.remove(letter.position());
        if (includes(letter)) {
            includedReasons.merge(letter.reason(), 1, Integer::sum);
        } else if (isAll()) {
            leftOutReasons.merge(letter.reason(), 1, Integer::sum);
        }
    }

    /** Whether the dead letter is selected and was there in the first reading. */
    boolean includes(DeadLetter letter) {
        boolean known = letter.record().offset()
                <= lastOffsets.getOrDefault(letter.record().partition(), -1L);
        return known && (isAll() ? !needsPosition(letter) : positions.contains(letter.position()));
    }

    private boolean needsPosition(DeadLetter letter) {
        String reason = letter.reason();
        return reason.startsWith(CREDENTIALS) || REFUSALS.contains(reason) || isFarReaching(letter);
    }

    /** Whether the command changes many applications at once. */
    private boolean isFarReaching(DeadLetter letter) {
        try {
            SpecificRecord command = decoder.decode(letter.record().value());
            return command instanceof RuleSetCommand || command instanceof DeleteOrganizationCommand;
        } catch (UnreadableValueException e) {
            return false;
        }
    }

    /** Fails if a position has no dead letter. */
    void requireAllFound() {
        if (!missing.isEmpty()) {
            throw CliException.rejected(
                    "no dead letter at " + String.join(", ", missing) + "; list them without --replay");
        }
    }

    int count() {
        return sum(includedReasons);
    }

    /** The number of selected dead letters and their reasons. */
    String summary() {
        return count() + (count() == 1 ? " dead letter" : " dead letters") + reasons(includedReasons);
    }

    /** What {@code all} leaves out; empty if nothing. */
    Optional<String> leftOut() {
        return leftOutReasons.isEmpty()
                ? Optional.empty()
                : Optional.of("left out: " + sum(leftOutReasons) + " refused or far-reaching" + reasons(leftOutReasons)
                        + "; name each by PARTITION/OFFSET to replay it");
    }

    private static int sum(Map<String, Integer> reasons) {
        return reasons.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String reasons(Map<String, Integer> reasons) {
        return reasons.isEmpty()
                ? ""
                : reasons.entrySet().stream()
                        .map(reason -> TerminalText.inLine(reason.getKey()) + " " + reason.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
