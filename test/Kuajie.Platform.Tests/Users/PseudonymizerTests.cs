using System.Text;
using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Users;

public sealed class PseudonymizerTests
{
    private const string Key = "0123456789abcdefghijklmnopqrstuv";
    private readonly Pseudonymizer pseudonymizer = new(Encoding.ASCII.GetBytes(Key));

    /// <summary>Computed with <c>printf 'kuajie/user-id/1\0u1024' | openssl dgst -sha256 -hmac KEY</c>.</summary>
    [Fact]
    public void UserPseudonym_IsTheHmacThatAnyToolComputes() =>
        Assert.Equal("ku1_e6a67f58d3488b0af9bd5978e7a8249e7ad9312869fd6f4d24c78050481e0276", pseudonymizer.UserPseudonym("u1024"));

    /// <summary>Computed with <c>printf 'kuajie/identifier/1\0phone:+8613800138000' | openssl dgst -sha256 -hmac KEY</c>.</summary>
    [Fact]
    public void IdentifierHash_IsTheHmacThatAnyToolComputes() =>
        Assert.Equal(
            "ki1_e2179e62e58abdce2f8000032474884e5deb9a52259329dc4084e9f321a57ade",
            pseudonymizer.IdentifierHash("phone:+8613800138000")
        );

    [Fact]
    public void SameText_ForAnotherPurpose_GivesAnUnrelatedHash() =>
        Assert.NotEqual(pseudonymizer.UserPseudonym("13800138000")[4..], pseudonymizer.IdentifierHash("13800138000")[4..]);

    [Fact]
    public void SameText_WithAnotherKey_GivesAnotherHash() =>
        Assert.NotEqual(
            pseudonymizer.UserPseudonym("u1"),
            new Pseudonymizer(Encoding.ASCII.GetBytes(Key.ToUpperInvariant())).UserPseudonym("u1")
        );

    [Fact]
    public void LongText_IsHashedWhole()
    {
        var text = new string('用', 1000);

        Assert.NotEqual(pseudonymizer.UserPseudonym(text), pseudonymizer.UserPseudonym(text + "1"));
    }

    [Fact]
    public void Constructor_ShortKey_Refuses() => Assert.Throws<ArgumentException>(() => new Pseudonymizer(new byte[31]));
}
