package dev.muster.benchmarks.peers.commands;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Maintains an ownership table from a command topic and publishes outcomes. */
@SpringBootApplication
public class CommandsPeer {}
