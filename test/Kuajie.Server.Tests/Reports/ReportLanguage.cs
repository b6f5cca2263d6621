using System.Globalization;

namespace Kuajie.Server.Tests.Reports;

/// <summary>Speaks one language until disposed.</summary>
internal sealed class ReportLanguage : IDisposable
{
    private readonly CultureInfo before = CultureInfo.CurrentUICulture;

    public ReportLanguage(string name) => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);

    public void Dispose() => CultureInfo.CurrentUICulture = before;
}
