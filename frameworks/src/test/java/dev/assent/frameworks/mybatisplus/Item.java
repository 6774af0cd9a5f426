package dev.assent.frameworks.mybatisplus;

import com.baomidou.mybatisplus.annotation.TableId;
import com.baomidou.mybatisplus.annotation.TableName;
import com.baomidou.mybatisplus.annotation.Version;

@TableName("item")
class Item {
    @TableId
    String name = "";

    Long price = 0L;
    Integer stock = 0;

    @Version
    Integer version = 1;
}
