using BenchmarkDotNet.Running;
using Kuajie.Benchmarks;

if (args is ["import-baseline", ..])
{
    ImportBaseline.Run(args[1..]);
    return;
}
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
