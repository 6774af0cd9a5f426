package dev.assent.frameworks.mybatisplus;

import com.baomidou.mybatisplus.annotation.TableName;

@TableName("purchase_tag")
class PurchaseTag {
    Long purchase = 0L;
    String tag = "";
}
