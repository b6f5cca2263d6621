using System.Globalization;
using System.Resources;
using System.Text;
using Kuajie.Algorithms.Sentences;

namespace Kuajie.Marketing.Texts;

/// <summary>A sentence about an audience, a partner, a plan or what else this room works out.</summary>
/// <param name="Code">Stable name for programs, for example <c>OwnLimit</c>.</param>
/// <param name="Arguments">What fills the gaps, in order.</param>
public sealed record MarketingText(string Code, IReadOnlyList<object> Arguments) : Sentence(Code, Arguments)
{
    private static readonly ResourceManager Pair = new(typeof(MarketingTexts));

    /// <inheritdoc/>
    protected override ResourceManager Resources => Pair;

    /// <summary>A text of a code and what fills its gaps.</summary>
    public static MarketingText Of(string code, params IReadOnlyList<object> arguments) => new(code, arguments);

    /// <summary>Whether there are words for a code.</summary>
    internal static bool Has(string code) => Pair.GetString(code, CultureInfo.InvariantCulture) is not null;

    /// <summary>How many gaps its words have.</summary>
    internal int GapCount() => CompositeFormat.Parse(Pair.GetString(Code, CultureInfo.InvariantCulture)!).MinimumArgumentCount;
}
