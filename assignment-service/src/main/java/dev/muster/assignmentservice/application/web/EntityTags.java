package dev.muster.assignmentservice.application.web;

import dev.muster.assignmentservice.application.Application.Version;
import dev.muster.assignmentservice.application.ExpectedVersion;
import dev.muster.assignmentservice.directory.web.RequestHash;
import dev.muster.assignmentservice.web.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * The state of an application as an entity tag, {@code "<ownership revision>-<details revision>"}: made of what clients
 * can change, so that reports that come in between stop no write. Where the application is read, a hash of what is
 * shown follows, which changes with everything: {@code If-None-Match} compares it, {@code If-Match} ignores it.
 */
final class EntityTags {

    private static final int MAX_TAGS = 10;
    private static final Pattern TAGS =
            Pattern.compile("\\s*(W/)?\"[\\x21\\x23-\\x7e]*\"(\\s*,\\s*(W/)?\"[\\x21\\x23-\\x7e]*\")*\\s*");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]*)\"");
    private static final int HASH_DIGITS = 16;
    private static final Pattern OURS =
            Pattern.compile("(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,17})(-[0-9a-f]{" + HASH_DIGITS + "})?");

    private EntityTags() {}

    static String of(Version version) {
        return "\"" + version.ownership() + "-" + version.details() + "\"";
    }

    /** The tag where the application is read, as the given JSON. */
    static String of(Version version, byte[] shown) {
        String hash = RequestHash.of(List.of(shown)).substring(0, HASH_DIGITS);
        return "\"" + version.ownership() + "-" + version.details() + "-" + hash + "\"";
    }

    /**
     * What {@code If-Match} expects. A tag that is weak or none of ours matches nothing.
     *
     * @throws ApiException when it is not as RFC 9110 has it
     */
    static ExpectedVersion expectation(HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders(HttpHeaders.IF_MATCH));
        String ifMatch = String.join(",", given);
        if (given.isEmpty() || ifMatch.strip().equals("*")) {
            return ExpectedVersion.ANY;
        }
        if (ifMatch.length() > 1_000 || !TAGS.matcher(ifMatch).matches()) {
            throw ApiException.invalid("If-Match", "must be * or entity tags as ETag has them", null);
        }
        List<Version> versions = new ArrayList<>();
        Matcher tag = TAG.matcher(ifMatch);
        while (tag.find() && versions.size() < MAX_TAGS) {
            Matcher ours = OURS.matcher(tag.group(2));
            if (tag.group(1) == null && ours.matches()) {
                versions.add(new Version(Long.parseLong(ours.group(1)), Long.parseLong(ours.group(2))));
            }
        }
        return new ExpectedVersion(versions);
    }
}
