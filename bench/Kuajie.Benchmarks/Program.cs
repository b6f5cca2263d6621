using BenchmarkDotNet.Running;
using Kuajie.Benchmarks;

if (args is ["import-baseline", ..])
{
    ImportBaseline.Run(args[1..]);
    return;
}
if (args is ["off-policy", var report])
{
    OffPolicyReport.Run(report);
    return;
}
if (args is ["adaptive", var adaptiveReport, var repetitions])
{
    AdaptiveReport.Run(adaptiveReport, int.Parse(repetitions, System.Globalization.CultureInfo.InvariantCulture));
    return;
}
if (args is ["attribution", var attributionReport])
{
    AttributionReport.Run(attributionReport);
    return;
}
if (args is ["ad-plan", var planReport])
{
    AdPlanReport.Run(planReport);
    return;
}
if (args is ["clusters", var clustersReport])
{
    ClustersReport.Run(clustersReport);
    return;
}
if (args is ["experiments", var proofs, var counts])
{
    ExperimentsReport.Run(proofs, counts);
    return;
}
if (args is ["service-world", ..])
{
    ServiceWorld.Run(args[1..]);
    return;
}
if (args is ["blend-search", var searchReport, ..])
{
    BlendSearchReport.Run(searchReport, args[2..]);
    return;
}
if (args is ["event-ids", ..])
{
    EventIdLoad.Run(args[1..]);
    return;
}
if (args is ["events", ..])
{
    await EventLoad.RunAsync(args[1..]);
    return;
}
if (args is ["service", var folder, var port, ..])
{
    await ServiceWorld.ServeAsync(folder, port, args.ElementAtOrDefault(3));
    return;
}
if (args is ["paint", ..])
{
    await PagePaint.RunAsync(args[1..]);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(EventLoad).Assembly).Run(args);
