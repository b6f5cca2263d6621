using Kuajie.Platform.Access;
using Xunit;

namespace Kuajie.Conformance.Stores;

/// <summary>What every key store must do, whatever its engine.</summary>
public abstract class KeyStoreSuite
{
    private static readonly DateTimeOffset Moment = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store under test, empty at first, with a party <c>league</c>.</summary>
    protected abstract IKeyStore Store { get; }

    [Fact]
    public void Add_Keys_AreReadBackAsTheyWereNewestFirst()
    {
        var older = new ApiKey(
            "aaaaaaaaaaaa",
            "应用后台",
            "league",
            Scope.Ingest | Scope.Recommend,
            new string('0', 64),
            Moment,
            null,
            null
        );
        var newer = older with { KeyId = "bbbbbbbbbbbb", PartyId = null, CreatedAt = Moment.AddTicks(1), ExpiresAt = Moment.AddDays(1) };
        Store.Add(older);
        Store.Add(newer);

        Assert.Equal([newer, older], Store.All());
    }

    [Fact]
    public void Replace_Key_ChangesItAlone()
    {
        var key = new ApiKey("aaaaaaaaaaaa", "app", null, Scope.All, new string('0', 64), Moment, null, null);
        var other = key with { KeyId = "bbbbbbbbbbbb" };
        Store.Add(key);
        Store.Add(other);
        var changed = key with { RevokedAt = Moment.AddDays(2), SecretHash = new string('1', 64) };

        Store.Replace(changed);

        Assert.Equal([changed, other], Store.All().OrderBy(each => each.KeyId, StringComparer.Ordinal));
    }
}
