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
 * Entity tags of applications, {@code "<ownership revision>-<details revision>"}: only what clients can change, so that a
 * report in between does not fail a write. Responses to reads append a hash of the body: {@code If-None-Match} compares it,
 * {@code If-Match} ignores it.
 */
final class EntityTags {

    private static final int MAX_TAGS = 10;
    private static final Pattern TAGS =
            Pattern.compile("\\s*(W/)?\"[\\x21\\x23-\\x7e]*\"(\\s*,\\s*(W/)?\"[\\x21\\x23-\\x7e]*\")*\\s*");
    private static final Pattern TAG = Pattern.compile("(W/)?\"([\\x21\\x23-\\x7e]*)\"");
    private static final int HASH_DIGITS = 16;
    private static final Pattern KNOWN_TAG =
            Pattern.compile("(0|[1-9][0-9]{0,17})-(0|[1-9][0-9]{0,17})(-[0-9a-f]{" + HASH_DIGITS + "})?");

    private EntityTags() {}

    static String of(Version version) {
        return "\"" + version.ownership() + "-" + version.details() + "\"";
    }

    /** The tag of a response to a read, with a hash of the JSON. */
    static String of(Version version, byte[] body) {
        String hash = RequestHash.of(List.of(body)).substring(0, HASH_DIGITS);
        return "\"" + version.ownership() + "-" + version.details() + "-" + hash + "\"";
    }

    /**
     * Reads {@code If-Match}. Weak and unknown tags match nothing.
     *
     * @throws ApiException when the header does not conform to RFC 9110
     */
    static ExpectedVersion expectedVersion(HttpServletRequest request) {
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
            Matcher known = KNOWN_TAG.matcher(tag.group(2));
            if (tag.group(1) == null && known.matches()) {
                versions.add(new Version(Long.parseLong(known.group(1)), Long.parseLong(known.group(2))));
            }
        }
        return new ExpectedVersion(versions);
    }
}
