using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Kuajie.Server;

/// <summary>Chooses English or Simplified Chinese by the request's <c>Accept-Language</c>: whichever of the two it names first, English where it names neither.</summary>
internal sealed class SpokenLanguage(RequestDelegate next)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-Hans");

    public Task InvokeAsync(HttpContext context)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = Choose(context.Request.Headers.AcceptLanguage.ToString());
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
