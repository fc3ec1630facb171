package dev.muster.assignmentservice.directory;

import dev.muster.assignmentservice.association.AssociationChange;
import dev.muster.assignmentservice.organization.OrganizationChange;
import dev.muster.assignmentservice.system.SystemChange;
import dev.muster.assignmentservice.user.MembershipChange;
import dev.muster.assignmentservice.user.UserChange;
import java.util.ArrayList;
import java.util.List;

/** What one transaction changed in the directory, each list in the order of the changes. */
public final class DirectoryChanges {

    private final List<OrganizationChange> organizations = new ArrayList<>();
    private final List<UserChange> users = new ArrayList<>();
    private final List<MembershipChange> memberships = new ArrayList<>();
    private final List<SystemChange> systems = new ArrayList<>();
    private final List<AssociationChange> associations = new ArrayList<>();

    public void add(SystemChange change) {
        systems.add(change);
    }

    public void add(OrganizationChange change) {
        organizations.add(change);
    }

    public void add(UserChange change) {
        users.add(change);
    }

    public void add(MembershipChange change) {
        memberships.add(change);
    }

    public void add(AssociationChange change) {
        associations.add(change);
    }

    /** Of organizations. */
    public List<OrganizationChange> organizations() {
        return List.copyOf(organizations);
    }

    /** Of users. */
    public List<UserChange> users() {
        return List.copyOf(users);
    }

    /** Of memberships. */
    public List<MembershipChange> memberships() {
        return List.copyOf(memberships);
    }

    /** Of systems. */
    public List<SystemChange> systems() {
        return List.copyOf(systems);
    }

    /** Of associations. */
    public List<AssociationChange> associations() {
        return List.copyOf(associations);
    }
}
