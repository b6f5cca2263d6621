using Kuajie.Server.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Kuajie.Server.Operations;

/// <summary>Measures for operators, in the form that Prometheus reads. Names carry domains and routes, never users or items.</summary>
internal static class Telemetry
{
    /// <summary>The meter that every part of the service measures with.</summary>
    public const string Meter = "Kuajie";

    public static void Add(IServiceCollection services) =>
        services
            .AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("kuajie"))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
                    .AddPrometheusExporter()
            );

    public static void Map(IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics").AllowLoopback();
}
