package dev.assent.frameworks.mybatisplus;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;

interface Purchases extends BaseMapper<Purchase> {}
