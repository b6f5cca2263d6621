using System.Text;

namespace Kuajie.Platform.Users;

/// <summary>
/// Brings spellings of one identifier to one text, so that both sides hash the same: full-width characters become half-width (NFKC), e-mail addresses lower
/// case, telephone numbers <c>+</c>, calling code and national number. Mailbox tricks (dots, plus signs) are left alone: they mean different
/// people with some providers.
/// </summary>
/// <param name="kind">What the identifiers are.</param>
/// <param name="callingCode">Country code of numbers written without one, digits only; 86 is China.</param>
public sealed class IdentifierNormalizer(IdentifierKind kind = IdentifierKind.Auto, string callingCode = "86")
{
    private const int FewestPhoneDigits = 6;
    private const int MostPhoneDigits = 15;
    private const int ChineseMobileDigits = 11;
    private const string PhonePunctuation = " -().+/\t";

    /// <summary>The normal form with its kind in front, or null where the text is empty or no identifier of the kind.</summary>
    public string? Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = text.Normalize(NormalizationForm.FormKC).Trim();
        return (kind is IdentifierKind.Auto ? KindOf(plain) : kind) switch
        {
            IdentifierKind.Email => Email(plain),
            IdentifierKind.Phone => Phone(plain),
            _ => plain.Length == 0 ? null : "other:" + plain,
        };
    }

    private static IdentifierKind KindOf(string plain) =>
        plain.Contains('@', StringComparison.Ordinal) ? IdentifierKind.Email
        : plain.Count(char.IsAsciiDigit) >= FewestPhoneDigits && plain.All(IsPartOfPhone) ? IdentifierKind.Phone
        : IdentifierKind.Other;

    private static bool IsPartOfPhone(char letter) =>
        char.IsAsciiDigit(letter) || PhonePunctuation.Contains(letter, StringComparison.Ordinal);

    private static string? Email(string plain)
    {
        var at = plain.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == plain.LastIndexOf('@') && at < plain.Length - 1 && !plain.Any(char.IsWhiteSpace)
            ? "email:" + plain.ToLowerInvariant()
            : null;
    }

    private string? Phone(string plain)
    {
        var digits = string.Concat(plain.Where(char.IsAsciiDigit));
        if (!plain.All(IsPartOfPhone) || digits.Length is < FewestPhoneDigits or > MostPhoneDigits)
        {
            return null;
        }
        var international =
            plain.StartsWith('+') ? digits
            : digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..]
            : IsWithCallingCode(digits) ? digits
            : callingCode + digits.TrimStart('0');
        return "phone:+" + international;
    }

    /// <summary>A Chinese mobile number written 86 138… without a plus sign; elsewhere a number without plus is taken as national.</summary>
    private bool IsWithCallingCode(string digits) =>
        callingCode == "86"
        && digits.Length == callingCode.Length + ChineseMobileDigits
        && digits.StartsWith("861", StringComparison.Ordinal);
}
