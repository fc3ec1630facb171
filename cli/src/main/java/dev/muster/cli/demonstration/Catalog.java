package dev.muster.cli.demonstration;

import java.util.List;

/** The applications that the simulated systems can run, modelled on NethServer. */
final class Catalog {

    /**
     * An application that can be installed.
     *
     * @param userFacing whether it has a user interface
     * @param versions oldest first
     * @param service the name of its service
     */
    record Entry(String name, String label, boolean userFacing, String service, List<String> versions) {

        String image() {
            return "ghcr.io/nethserver/" + name;
        }
    }

    static final List<Entry> USER_FACING = List.of(
            new Entry("mail", "Mail", true, "postfix", List.of("1.4.6", "1.5.2", "1.6.1", "1.7.0")),
            new Entry("nextcloud", "Nextcloud", true, "nextcloud-app", List.of("1.2.3", "1.3.0", "1.4.1", "1.5.0")),
            new Entry("nethvoice", "NethVoice", true, "freepbx", List.of("1.3.1", "1.4.0", "1.4.2", "1.5.0")),
            new Entry("webtop", "WebTop", true, "webtop", List.of("1.2.8", "1.3.4", "1.4.0", "1.4.3")),
            new Entry("roundcubemail", "Roundcube", true, "roundcubemail-app", List.of("1.0.4", "1.1.0", "1.1.2")),
            new Entry("mattermost", "Mattermost", true, "mattermost-app", List.of("1.2.1", "2.0.0", "2.1.3")),
            new Entry("dokuwiki", "DokuWiki", true, "dokuwiki", List.of("1.0.2", "1.1.0")),
            new Entry("ejabberd", "Ejabberd", true, "ejabberd", List.of("1.0.1", "1.1.1", "1.2.0")),
            new Entry("collabora", "Collabora Online", true, "collabora", List.of("1.0.3", "1.1.0", "1.2.0")),
            new Entry("piler", "Mail archive", true, "piler-app", List.of("1.0.0", "1.1.2", "1.2.0")),
            new Entry("webserver", "Web server", true, "nginx", List.of("1.0.3", "1.1.0", "1.1.3")));

    static final List<Entry> INFRASTRUCTURE = List.of(
            new Entry("traefik", "Traefik", false, "traefik", List.of("2.1.0", "2.2.1", "3.0.2")),
            new Entry("ldapproxy", "LDAP proxy", false, "ldapproxy", List.of("1.0.2", "1.0.4")),
            new Entry("loki", "Loki", false, "loki-server", List.of("1.1.0", "1.2.0", "1.3.1")),
            new Entry("samba", "Samba DC", false, "samba-dc", List.of("2.2.0", "3.0.1", "3.1.0")),
            new Entry("openldap", "OpenLDAP", false, "openldap", List.of("1.1.0", "1.2.2")),
            new Entry("crowdsec", "CrowdSec", false, "crowdsec", List.of("1.0.6", "1.0.9", "2.0.0")),
            new Entry("metrics", "Metrics", false, "prometheus", List.of("1.0.0", "1.1.1")),
            new Entry("nethsecurity-controller", "NethSecurity", false, "controller-api", List.of("1.0.2", "1.1.0")));

    private Catalog() {}
}
