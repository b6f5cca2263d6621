using System.CommandLine;
using System.Net;

namespace Kuajie.Cli.Serving;

/// <summary>What a port may be.</summary>
internal static class PortRule
{
    /// <summary>Refuses numbers that are no port.</summary>
    public static void Add(Option<int> port) =>
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var number && number is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            {
                result.AddError(ServeTexts.NoPort(number));
            }
        });
}
