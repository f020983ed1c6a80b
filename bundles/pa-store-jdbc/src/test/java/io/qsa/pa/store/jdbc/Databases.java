package io.qsa.pa.store.jdbc;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

/** Databases for tests. */
final class Databases {
    private Databases() {}

    /** H2 in the JVM of the test. */
    static DataSource h2(String name) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:" + name);
        return dataSource;
    }
}
