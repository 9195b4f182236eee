using System.Runtime.CompilerServices;

// Every call into FFmpeg takes plain values: compiled ahead of time, called without a stub.
[assembly: DisableRuntimeMarshalling]
