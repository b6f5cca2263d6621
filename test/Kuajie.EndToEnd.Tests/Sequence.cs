using Xunit.Sdk;
using Xunit.v3;

// Processes, browsers and whole services: side by side on a small machine they would only measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
