package io.qsa.pa.store.jdbc;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Describes the settings; Declarative Services itself reads them. */
@ObjectClassDefinition(
        name = "QSA presence agent store",
        description = "Keeps publications and SIP subscriptions of the presence agent in a database. The database is"
                + " described in etc/org.ops4j.datasource-qsa.cfg: H2 in a file below data, unless you configure"
                + " PostgreSQL there. Without the feature qsa-pa-store nothing is kept.")
@interface JdbcStoreConfig {

    @AttributeDefinition(
            name = "Data source",
            description = "LDAP filter over the service properties of the DataSource that is used. Acts at once: the"
                    + " records of the agent are added to those of the new database.")
    String dataSource_target() default JdbcStoreComponent.DATA_SOURCE;
}
