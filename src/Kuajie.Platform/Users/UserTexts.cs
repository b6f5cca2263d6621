using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Users;

/// <summary>Texts of the users slice.</summary>
internal static class UserTexts
{
    public static TextSource Source { get; } = TextSource.Of(typeof(UserTexts));
}
