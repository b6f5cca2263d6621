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
if (args is ["blend-search", var searchReport, ..])
{
    BlendSearchReport.Run(searchReport, args[2..]);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
