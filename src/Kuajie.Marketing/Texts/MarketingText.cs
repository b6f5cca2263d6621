using System.Globalization;
using System.Resources;
using System.Text;

namespace Kuajie.Marketing.Texts;

/// <summary>
/// A sentence for people, kept as its key and arguments: the language is chosen when it is read, by the current UI culture, so that one plan can be read
/// in both languages. Numbers are written the same in every language.
/// </summary>
/// <param name="Code">Stable name for programs, for example <c>OwnLimit</c>.</param>
/// <param name="Arguments">What fills the gaps, in order.</param>
public sealed record MarketingText(string Code, IReadOnlyList<object> Arguments)
{
    private static readonly ResourceManager Resources = new(typeof(MarketingTexts));

    /// <summary>A text of a code and what fills its gaps.</summary>
    public static MarketingText Of(string code, params IReadOnlyList<object> arguments) => new(code, arguments);

    /// <summary>Whether there are words for a code.</summary>
    internal static bool Has(string code) => Resources.GetString(code, CultureInfo.InvariantCulture) is not null;

    /// <summary>How many gaps its words have.</summary>
    internal int GapCount() => CompositeFormat.Parse(Resources.GetString(Code, CultureInfo.InvariantCulture)!).MinimumArgumentCount;

    /// <summary>The sentence in the current language.</summary>
    /// <exception cref="MissingManifestResourceException">The code has no text.</exception>
    public override string ToString() =>
        string.Format(
            CultureInfo.InvariantCulture,
            Resources.GetString(Code, CultureInfo.CurrentUICulture)
                ?? throw new MissingManifestResourceException($"No text has the key '{Code}'."),
            [.. Arguments]
        );
}
