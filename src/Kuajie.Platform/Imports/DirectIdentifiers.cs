namespace Kuajie.Platform.Imports;

/// <summary>Columns that name a person by themselves; left out of user records where ids are pseudonymised.</summary>
public static class DirectIdentifiers
{
    private static readonly string[] Names =
    [
        "name",
        "realname",
        "username",
        "nickname",
        "phone",
        "mobile",
        "telephone",
        "email",
        "mail",
        "idcard",
        "passport",
        "address",
        "wechat",
        "openid",
        "unionid",
        "ip",
        "deviceid",
        "姓名",
        "昵称",
        "用户名",
        "手机",
        "电话",
        "邮箱",
        "邮件",
        "身份证",
        "护照",
        "地址",
        "微信",
        "设备号",
    ];

    /// <summary>Whether a column's name says that it identifies a person.</summary>
    public static bool IsOne(string column)
    {
        var name = ColumnRecognizer.Normalize(column);
        return Names.Any(known =>
            known.All(char.IsAscii)
                ? name == known || name == known + "number" || name == known + "no"
                : name.Contains(known, StringComparison.Ordinal)
        );
    }
}
