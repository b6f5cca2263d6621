using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server;

/// <summary>
/// Chooses English or Simplified Chinese by the request's <c>Accept-Language</c>: whichever of the two it names first, English where it names neither. Pages of the console go by what the
/// person chose there before, and write numbers and dates as the language does; what programs read is written the same in both.
/// </summary>
internal sealed class SpokenLanguage(RequestDelegate next)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");
    private static readonly CultureInfo WrittenEnglish = CultureInfo.GetCultureInfo("en-US");
    private static readonly CultureInfo WrittenChinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <summary>The cookie that holds the language a person chose in the console.</summary>
    public const string Cookie = "kuajie-language";

    public Task InvokeAsync(HttpContext context)
    {
        var isForPrograms = context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal);
        var chosen = isForPrograms ? null : context.Request.Cookies[Cookie];
        CultureInfo.CurrentUICulture = Choose(chosen ?? context.Request.Headers.AcceptLanguage.ToString());
        CultureInfo.CurrentCulture =
            isForPrograms ? CultureInfo.InvariantCulture
            : CultureInfo.CurrentUICulture.Equals(Chinese) ? WrittenChinese
            : WrittenEnglish;
        return next(context);
    }

    /// <summary>The language of a header's text.</summary>
    public static CultureInfo Choose(string accepted)
    {
        var chinese = accepted.IndexOf("zh", StringComparison.OrdinalIgnoreCase);
        var english = accepted.IndexOf("en", StringComparison.OrdinalIgnoreCase);
        return chinese >= 0 && (english < 0 || chinese < english) ? Chinese : English;
    }
}
