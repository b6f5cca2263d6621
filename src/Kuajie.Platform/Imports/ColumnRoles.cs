namespace Kuajie.Platform.Imports;

/// <summary>What a column can mean, with the names it goes by in English and Chinese exports. Case, spaces, dashes and underscores do not matter.</summary>
/// <param name="Role">Name on the command line (<c>--map role=column</c>).</param>
/// <param name="IsRequired">Whether a file without it cannot be imported.</param>
/// <param name="Names">Names, most telling first.</param>
public sealed record ColumnRole(string Role, bool IsRequired, IReadOnlyList<string> Names)
{
    private static readonly string[] UserNames =
    [
        "user_id",
        "user",
        "uid",
        "userid",
        "member_id",
        "memberid",
        "customer_id",
        "buyer_id",
        "visitor_id",
        "account_id",
        "reviewerid",
        "viewer_id",
        "fan_id",
        "student_id",
        "openid",
        "用户id",
        "用户编号",
        "用户",
        "会员id",
        "会员编号",
        "会员号",
        "账号",
        "学员id",
        "学员编号",
        "顾客id",
        "客户id",
        "客户编号",
        "观众id",
        "粉丝id",
    ];

    private static readonly string[] ItemNames =
    [
        "item_id",
        "item",
        "iid",
        "course_id",
        "product_id",
        "goods_id",
        "content_id",
        "movie_id",
        "book_id",
        "music_id",
        "event_id",
        "match_id",
        "stream_id",
        "room_id",
        "video_id",
        "star_id",
        "parent_asin",
        "asin",
        "sku",
        "sku_id",
        "course",
        "product",
        "fund_code",
        "内容id",
        "内容编号",
        "课程id",
        "课程编号",
        "商品id",
        "商品编号",
        "产品id",
        "产品编号",
        "产品代码",
        "赛事id",
        "赛事编号",
        "直播id",
        "直播间id",
        "书籍id",
        "项目id",
        "物品id",
        "条目id",
        "作品id",
        "作品编号",
    ];

    private static readonly string[] KindNames =
    [
        "kind",
        "action",
        "event",
        "event_type",
        "behavior",
        "behaviour",
        "behavior_type",
        "action_type",
        "interaction",
        "interaction_type",
        "type",
        "行为",
        "行为类型",
        "动作",
        "事件",
        "事件类型",
        "操作",
        "操作类型",
        "互动类型",
    ];

    private static readonly string[] TimeNames =
    [
        "time",
        "ts",
        "timestamp",
        "datetime",
        "date",
        "event_time",
        "occurred_at",
        "created_at",
        "create_time",
        "unixreviewtime",
        "at",
        "时间",
        "行为时间",
        "发生时间",
        "日期",
        "时间戳",
        "操作时间",
        "创建时间",
        "事件时间",
    ];

    /// <summary>Columns of interaction files.</summary>
    public static IReadOnlyList<ColumnRole> Interactions { get; } =
    [
        new("user", true, UserNames),
        new("item", true, ItemNames),
        new("kind", false, KindNames),
        new("time", false, TimeNames),
        new("rating", false, ["rating", "score", "stars", "overall", "评分", "打分", "星级", "分数"]),
        new(
            "seconds",
            false,
            [
                "seconds",
                "watch_seconds",
                "duration",
                "duration_seconds",
                "watch_time",
                "play_seconds",
                "dwell_seconds",
                "时长",
                "观看时长",
                "观看秒数",
                "时长秒",
                "时长(秒)",
                "秒数",
            ]
        ),
        new("value", false, ["value", "amount", "gift_amount", "gift_value", "数值", "值", "金额", "打赏金额", "礼物金额"]),
    ];

    /// <summary>Columns of item files; every other column is kept as an attribute.</summary>
    public static IReadOnlyList<ColumnRole> Items { get; } =
    [
        new("item", true, [.. ItemNames, "id", "编号", "代码"]),
        new(
            "title",
            false,
            [
                "title",
                "name",
                "item_name",
                "product_name",
                "course_name",
                "标题",
                "名称",
                "课程名称",
                "课程名",
                "商品名称",
                "产品名称",
                "赛事名称",
                "姓名",
                "书名",
            ]
        ),
        new("description", false, ["description", "desc", "summary", "intro", "introduction", "描述", "简介", "介绍", "详情"]),
        new("tags", false, ["tags", "tag", "keywords", "genres", "categories", "category", "标签", "关键词", "分类", "类目", "类别"]),
        new("price", false, ["price", "price_yuan", "list_price", "价格", "售价", "单价", "定价"]),
        new("priceMinorUnits", false, ["price_minor_units", "price_cents", "price_fen", "价格分", "价格(分)"]),
        new("currency", false, ["currency", "币种", "货币"]),
        new("kind", false, ["kind", "type", "item_type", "item_kind", "类型", "内容类型", "商品类型"]),
        new("image", false, ["image", "image_url", "cover", "cover_url", "picture", "imurl", "图片", "封面", "图片地址", "封面图"]),
        new("from", false, ["available_from", "from", "start_date", "on_sale_at", "上架时间", "开始时间", "生效时间", "上架日期"]),
        new("until", false, ["available_until", "until", "end_date", "off_sale_at", "下架时间", "结束时间", "失效时间", "下架日期"]),
    ];

    /// <summary>Columns of user files; every other column is kept as an attribute.</summary>
    public static IReadOnlyList<ColumnRole> Users { get; } = [new("user", true, [.. UserNames, "id", "编号"])];
}
