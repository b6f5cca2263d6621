namespace Kuajie.Storage.Links;

/// <summary>The two columns of a table of pairs and the headers they go by; compared without case, spaces, dashes and underscores.</summary>
/// <param name="First">Name of the first column, as messages and <c>--map</c> call it.</param>
/// <param name="FirstAliases">Its headers.</param>
/// <param name="Second">Name of the second column.</param>
/// <param name="SecondAliases">Its headers.</param>
public sealed record PairColumns(string First, IReadOnlyList<string> FirstAliases, string Second, IReadOnlyList<string> SecondAliases)
{
    private static readonly string[] UserAliases =
    [
        "user",
        "user_id",
        "uid",
        "userid",
        "member_id",
        "customer_id",
        "用户",
        "用户ID",
        "用户编号",
        "会员ID",
        "会员编号",
        "学员ID",
        "账号",
    ];

    /// <summary>Pairs of users of two domains; a domain's own name is a header too.</summary>
    public static PairColumns OfLinks(string firstDomain, string secondDomain) =>
        new(
            "source_user",
            [
                "source_user",
                "source_user_id",
                "source",
                "first_user",
                "first",
                "user_1",
                "user1",
                "user_a",
                $"{firstDomain}_user",
                $"{firstDomain}_user_id",
                firstDomain,
                "源用户",
                "源用户ID",
                "源领域用户",
                "用户1",
                "用户A",
                $"{firstDomain}用户",
                $"{firstDomain}用户ID",
            ],
            "target_user",
            [
                "target_user",
                "target_user_id",
                "target",
                "second_user",
                "second",
                "user_2",
                "user2",
                "user_b",
                $"{secondDomain}_user",
                $"{secondDomain}_user_id",
                secondDomain,
                "目标用户",
                "目标用户ID",
                "目标领域用户",
                "用户2",
                "用户B",
                $"{secondDomain}用户",
                $"{secondDomain}用户ID",
            ]
        );

    /// <summary>Users with an identifier, or with its hash.</summary>
    public static PairColumns OfIdentifiers { get; } =
        new(
            "user",
            UserAliases,
            "identifier",
            [
                "identifier",
                "identifier_hash",
                "hash",
                "hashed",
                "email",
                "e-mail",
                "mail",
                "email_address",
                "phone",
                "phone_number",
                "mobile",
                "telephone",
                "tel",
                "标识",
                "标识哈希",
                "哈希",
                "邮箱",
                "电子邮箱",
                "电子邮件",
                "邮件",
                "手机",
                "手机号",
                "手机号码",
                "电话",
                "电话号码",
                "联系方式",
            ]
        );
}
