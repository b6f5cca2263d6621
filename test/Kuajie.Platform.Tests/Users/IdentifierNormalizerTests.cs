using Kuajie.Platform.Users;

namespace Kuajie.Platform.Tests.Users;

public sealed class IdentifierNormalizerTests
{
    [Theory]
    [InlineData(" Li.Ming@Example.COM ", "email:li.ming@example.com")]
    [InlineData("ｌｉ@example.com", "email:li@example.com")]
    [InlineData("13800138000", "phone:+8613800138000")]
    [InlineData("138-0013-8000", "phone:+8613800138000")]
    [InlineData("１３８００１３８０００", "phone:+8613800138000")]
    [InlineData("+86 138 0013 8000", "phone:+8613800138000")]
    [InlineData("0086 13800138000", "phone:+8613800138000")]
    [InlineData("86 13800138000", "phone:+8613800138000")]
    [InlineData("(010) 6552-9988", "phone:+861065529988")]
    [InlineData("+1 (415) 555-0100", "phone:+14155550100")]
    [InlineData("VIP-00123456", "other:VIP-00123456")]
    [InlineData("张三", "other:张三")]
    public void Normalize_Auto_BringsSpellingsTogether(string text, string expected) =>
        Assert.Equal(expected, new IdentifierNormalizer().Normalize(text));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("@example.com")]
    [InlineData("a@")]
    [InlineData("a@b@c")]
    [InlineData("a b@c")]
    public void Normalize_NoIdentifier_IsNull(string text) => Assert.Null(new IdentifierNormalizer().Normalize(text));

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567890123456")]
    [InlineData("not a number")]
    public void Normalize_NoPhone_IsNull(string text) => Assert.Null(new IdentifierNormalizer(IdentifierKind.Phone).Normalize(text));

    [Fact]
    public void Normalize_OtherCountry_TakesNumbersWithoutPlusAsNational() =>
        Assert.Equal("phone:+14155550100", new IdentifierNormalizer(IdentifierKind.Phone, "1").Normalize("415 555 0100"));

    [Fact]
    public void Normalize_SameTextAsAnotherKind_IsAnotherIdentifier() =>
        Assert.NotEqual(
            new IdentifierNormalizer(IdentifierKind.Phone).Normalize("13800138000"),
            new IdentifierNormalizer(IdentifierKind.Other).Normalize("+8613800138000")
        );
}
