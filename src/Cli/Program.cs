using GiftGrab;
using GiftGrab.Cli;

// Half of a short command's time would be spent waiting for these libraries.
if (args is ["record" or "convert" or "info", ..])
{
    Capabilities.LoadAhead();
}

using var output = new CommandOutput();
return ProcessEnd.Return(CommandLine.Run(args, output));
