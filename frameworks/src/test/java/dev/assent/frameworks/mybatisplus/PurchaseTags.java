package dev.assent.frameworks.mybatisplus;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;

interface PurchaseTags extends BaseMapper<PurchaseTag> {}
