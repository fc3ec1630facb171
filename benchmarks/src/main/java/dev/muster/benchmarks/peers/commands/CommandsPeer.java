package dev.muster.benchmarks.peers.commands;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Keeps a table of owners from a topic of commands, and tells what came of each. */
@SpringBootApplication
public class CommandsPeer {}
