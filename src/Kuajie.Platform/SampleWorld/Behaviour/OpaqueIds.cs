using System.Globalization;

namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>Ids that tell nothing: one-to-one scrambles of a user's number, different on each side.</summary>
internal sealed class OpaqueIds
{
    /// <summary>A prime above every user number, so that multiplying modulo it is one-to-one.</summary>
    private const ulong Prime = 9_999_991;
    private readonly ulong factor;
    private readonly ulong shift;
    private readonly bool isPartner;

    public OpaqueIds(ulong seed, bool isPartner)
    {
        var draws = new Draws(seed ^ 0x696473, isPartner ? 1UL : 0UL);
        factor = (ulong)draws.Between(1_000_003, (int)Prime - 2);
        shift = (ulong)draws.Between(1, (int)Prime - 2);
        this.isPartner = isPartner;
    }

    /// <summary>Seven digits after a u on the knowledge side; six hexadecimal digits after m- on the partner's.</summary>
    public string Of(int user)
    {
        var scrambled = (((ulong)user * factor) + shift) % Prime;
        return isPartner
            ? string.Create(CultureInfo.InvariantCulture, $"m-{scrambled:x6}")
            : string.Create(CultureInfo.InvariantCulture, $"u{scrambled:0000000}");
    }
}
