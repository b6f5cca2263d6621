namespace Kuajie.Platform.Catalog;

/// <summary>Risk levels of financial products, R1 (lowest) to R5 (highest).</summary>
public static class RiskLevels
{
    private static readonly string[] ChineseNames = ["低", "中低", "中", "中高", "高"];

    /// <summary>The level a text stands for (R3, r3, 3, 中, 中风险), or null.</summary>
    public static string? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = text.Trim().ToUpperInvariant().TrimStart('R').Replace("风险", "", StringComparison.Ordinal);
        var named = Array.IndexOf(ChineseNames, folded);
        return named >= 0 ? $"R{named + 1}"
            : folded is "1" or "2" or "3" or "4" or "5" ? $"R{folded}"
            : null;
    }
}
