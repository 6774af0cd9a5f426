package dev.assent.frameworks.mybatisplus;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import com.baomidou.mybatisplus.annotation.Version;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

@TableName("purchase")
class Purchase {
    @TableId(type = IdType.AUTO)
    @Nullable
    Long id;

    String customer = "";

    @Nullable
    String note;

    LocalDateTime placed = LocalDateTime.of(2026, 1, 2, 3, 4, 5);

    @Version
    Integer version = 1;
}
