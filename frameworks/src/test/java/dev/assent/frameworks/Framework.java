package dev.assent.frameworks;

import dev.assent.demo.database.DatabaseKind;
import dev.assent.frameworks.jdbc.JdbcShop;
import dev.assent.frameworks.jooq.JooqShop;
import dev.assent.frameworks.jpa.JpaShop;
import dev.assent.frameworks.mybatis.MyBatisShop;
import dev.assent.frameworks.mybatisplus.MyBatisPlusShop;
import dev.assent.frameworks.springdata.SpringDataJdbcShop;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What the shop is written with. */
enum Framework {
    SPRING_JDBC {
        @Override
        Shop shop(DataSource database, DatabaseKind kind) {
            return new JdbcShop(database);
        }
    },
    SPRING_DATA_JDBC {
        @Override
        Shop shop(DataSource database, DatabaseKind kind) {
            return new SpringDataJdbcShop(database);
        }
    },
    HIBERNATE {
        @Override
        Shop shop(DataSource database, DatabaseKind kind) {
            return new JpaShop(database);
        }
    },
    MYBATIS {
        @Override
        Shop shop(DataSource database, DatabaseKind kind) {
            return new MyBatisShop(database);
        }
    },
    MYBATIS_PLUS {
        @Override
        Shop shop(DataSource database, DatabaseKind kind) {
            return new MyBatisPlusShop(database);
        }
    },
    JOOQ {
        @Override
        Shop shop(DataSource database, DatabaseKind kind) {
            return new JooqShop(database, kind);
        }
    };

    /** A setting of the build: the frameworks whose version under another line of Spring Boot is the same, and tested there. */
    static final String TESTED_ELSEWHERE = "assent.frameworks.elsewhere";

    static Stream<Framework> ofThisBoot() {
        Set<String> elsewhere = Set.of(System.getProperty(TESTED_ELSEWHERE, "").split(","));
        return Stream.of(values()).filter(framework -> !elsewhere.contains(framework.name()));
    }

    abstract Shop shop(DataSource database, DatabaseKind kind);
}
