/** The store of the presence agent in a relational database: plain SQL that H2 and PostgreSQL have in common. */
package io.qsa.pa.store.jdbc;
