@NullMarked
package dev.muster.localstack.service;

import org.jspecify.annotations.NullMarked;
