package dev.muster.assignmentservice.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Absolute URLs of this service, as its users reach it: below the configured one, else below where the request says that
 * it went. X-Forwarded-* headers are not believed, unless {@code server.forward-headers-strategy} is set.
 */
public final class PublicUrls {

    private final @Nullable String configured;

    private PublicUrls(@Nullable String configured) {
        this.configured = configured;
    }

    /**
     * URLs below the given one; below the request's when it is blank.
     *
     * @throws IllegalArgumentException when it is not an absolute http or https URL without query and fragment
     */
    public static PublicUrls below(String publicUrl) {
        if (publicUrl.isBlank()) {
            return new PublicUrls(null);
        }
        if (!isBase(publicUrl.strip())) {
            throw new IllegalArgumentException("muster.public-url must be an absolute http or https URL without query"
                    + " and fragment, not " + publicUrl);
        }
        return new PublicUrls(publicUrl.strip().replaceFirst("/+$", ""));
    }

    /** The URL of a path of this service; the path begins with a slash and is encoded already. */
    public String of(HttpServletRequest request, String path) {
        return (configured == null ? ofRequest(request) : configured) + path;
    }

    /** The server checks the Host header: it has the form of a host and a port, and nothing else in it. */
    private static String ofRequest(HttpServletRequest request) {
        String scheme = request.getScheme();
        int port = request.getServerPort();
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + request.getServerName() + (usual ? "" : ":" + port) + request.getContextPath();
    }

    private static boolean isBase(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
