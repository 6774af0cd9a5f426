package dev.assent.frameworks.mybatisplus;

import com.baomidou.mybatisplus.annotation.IdType;
import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import org.jspecify.annotations.Nullable;

@TableName("purchase_line")
class PurchaseLine {
    @TableId(type = IdType.AUTO)
    @Nullable
    Long id;

    Long purchase = 0L;
    String item = "";
    Integer amount = 0;
}
