using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Faults;

/// <summary>States failures from a slice's texts: the keys <c>XFound</c>, <c>XExpected</c> and <c>XCure</c> share their placeholders.</summary>
public static class FaultTexts
{
    /// <summary>The failure whose texts begin with a key.</summary>
    /// <param name="source">The slice's texts.</param>
    /// <param name="code">Stable name for programs.</param>
    /// <param name="key">What the three keys begin with.</param>
    /// <param name="where">File, line, option or store, or null.</param>
    /// <param name="isUsage">Whether the call itself was wrong.</param>
    /// <param name="inner">What caused it, or null.</param>
    /// <param name="arguments">Values of the placeholders, the same for all three texts.</param>
    public static KuajieException Fault(
        this TextSource source,
        string code,
        string key,
        string? where = null,
        bool isUsage = false,
        Exception? inner = null,
        params ReadOnlySpan<object?> arguments
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        return new KuajieException(
            code,
            source.Format($"{key}Found", arguments),
            source.Format($"{key}Expected", arguments),
            source.Format($"{key}Cure", arguments),
            where,
            isUsage,
            inner
        );
    }
}
