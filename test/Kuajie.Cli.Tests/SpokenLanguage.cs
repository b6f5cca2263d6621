using System.Globalization;

namespace Kuajie.Cli.Tests;

/// <summary>Speaks one language until disposed.</summary>
internal sealed class SpokenLanguage : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public SpokenLanguage(string name) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
